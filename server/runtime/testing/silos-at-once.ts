/** How many silos the suites run on: the project "silos" runs them on three. */
export const silosAtOnce = Number(process.env.SILOS ?? 1);
