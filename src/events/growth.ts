/** Whether a piece is added to what is there or takes its place. */
export type Growth = 'append' | 'replace';
