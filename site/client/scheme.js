// Runs before anything is drawn, so that nothing is drawn in the wrong colours.
const scheme = localStorage.getItem('scheme');
if (scheme === 'dark' || scheme === 'light') document.documentElement.classList.add(scheme);
