import type { Conversation } from '../../../conversation.js';
import { type Plan, followPlan } from '../follow-plan.js';
import type { Turn } from '../turn.js';

const nordicMarket: Plan = {
  interval: 2,
  frameworks: ['SWOT', "Porter's Five Forces", 'PESTEL', 'Jobs to be done'],
  steps: [
    { frameworks: 2, dataPoints: 11 },
    {
      frameworks: 3,
      dataPoints: 24,
      summary: 'Market sizing done; competitor scan half done.',
    },
    { frameworks: 4, dataPoints: 38, isQuiet: true },
    { frameworks: 4, dataPoints: 51, isQuiet: true },
  ],
  text: [
    '# Plan',
    '',
    '1. Pilot in Sweden',
    '2. Hire a country lead',
    '',
    '| Quarter | Goal |',
    '|---|---|',
    '| Q1 | 10 pilots |',
    '',
  ].join('\n'),
  savedAs: 'plan_nordic_market_entry',
};

const retreat: Plan = {
  interval: 3,
  isFixed: true,
  pause: 1800,
  frameworks: ['MoSCoW', 'Time boxing'],
  steps: [
    { frameworks: 1, dataPoints: 6 },
    { frameworks: 2, dataPoints: 14 },
    { frameworks: 2, dataPoints: 19 },
  ],
  text: [
    '# Two days by the lake',
    '',
    '| | Thursday | Friday |',
    '|---|---|---|',
    '| Morning | Train at 8:12, arrival | What we stop doing |',
    '| Afternoon | A walk in pairs | What we start doing |',
    '| Evening | Cooking together | Home by 19:00 |',
    '',
    'No slides, one facilitator, and **nobody shares a room**.',
    '',
  ].join('\n'),
  savedAs: 'plan_team_retreat',
};

const supportTeam: Plan = {
  interval: 1,
  pause: 2000,
  frameworks: ['Capacity model', 'RACI', 'Cost of delay'],
  whenRejected: 'complete',
  steps: [
    {
      frameworks: 1,
      dataPoints: 9,
      summary: 'Twelve people cover 7:00 to 22:00 on weekdays. Weekends would take sixteen.',
    },
    {
      frameworks: 2,
      dataPoints: 17,
      summary: 'Four seniors first, from the community; eight juniors after the summer.',
    },
    { frameworks: 3, dataPoints: 26 },
  ],
  text: [
    '# A support team of twelve',
    '',
    '1. **March** Two leads, from our own people',
    '2. **April** Four seniors, two of them in the evening shift',
    '3. **September** Six juniors, three months beside a senior',
    '',
    '> First answer within two hours from October on, at 41 € a ticket.',
    '',
  ].join('\n'),
  savedAs: 'plan_support_team',
};

const pricing: Plan = {
  iterations: 24,
  interval: 12,
  isFixed: true,
  pause: 700,
  frameworks: ['Van Westendorp', 'Conjoint analysis', 'Cohort analysis'],
  steps: Array.from({ length: 24 }, (_, index) => ({
    frameworks: Math.min(3, 1 + Math.floor(index / 8)),
    dataPoints: 12 * (index + 1) + (index % 5),
    ...(index === 11 && { summary: 'Half of the price points are tested; 39 € leads by a nose.' }),
  })),
  text: [
    '# Pricing, after 24 rounds',
    '',
    '| Plan | Today | Proposed | Expected |',
    '|---|---:|---:|---:|',
    '| Solo | 12 € | 14 € | +6 % |',
    '| Team | 29 € | 39 € | +11 % |',
    '| Company | on request | 390 € | ±0 % |',
    '',
    'Old customers keep their price for a year.',
    '',
  ].join('\n'),
};

/** Goals whose plans go as they should. */
export const planConversations: readonly Conversation<Turn>[] = [
  {
    id: 'nordic',
    title: 'One checkpoint',
    prompt: 'Enter the Nordic market',
    note: 'Four iterations, approval after the second. Feedback changes the rest; no ends in an error.',
    matches: /nordic|market/i,
    play: (turn) => followPlan(turn, nordicMarket),
  },
  {
    id: 'retreat',
    title: 'No checkpoint',
    prompt: 'Plan a two-day team retreat',
    note: 'Three iterations straight to the plan, whatever interval is asked for.',
    matches: /retreat|two-day/i,
    play: (turn) => followPlan(turn, retreat),
  },
  {
    id: 'support-team',
    title: 'A checkpoint after each iteration',
    prompt: 'Hire a support team of twelve',
    note: 'Two approvals, one after the other. No ends with `complete`, without an error.',
    matches: /support|hire/i,
    play: (turn) => followPlan(turn, supportTeam),
  },
  {
    id: 'pricing',
    title: 'Twenty-four iterations',
    prompt: 'Refine the pricing in many small steps',
    note: 'Short iterations: the estimate settles. One approval in the middle.',
    matches: /pricing|small steps/i,
    play: (turn) => followPlan(turn, pricing),
  },
];
