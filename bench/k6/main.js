import { endpoints, expectedRefusals } from "./endpoints.ts";
import { prepare } from "./prepare.js";
import { buyCart } from "./scenarios/buy-cart.js";
import { getPricing } from "./scenarios/get-pricing.js";
import { getProducts } from "./scenarios/get-products.js";
import { searchProductsByBrand } from "./scenarios/search-products-by-brand.js";
import { settings } from "./settings.js";

const scenarios = { getProducts, searchProductsByBrand, getPricing, buyCart };

export { buyCart, getPricing, getProducts, searchProductsByBrand };

/** The users in equal shares; with think time they come one after the other, as in the original. */
function scenario(exec, index, { length }) {
  const share = Math.floor(settings.users / length) + (index < settings.users % length ? 1 : 0);
  const duration = `${settings.seconds}s`;
  if (!settings.think) return { executor: "constant-vus", exec, vus: share, duration };
  const stages = [
    { duration: `${settings.users}s`, target: share },
    { duration, target: share },
  ];
  return { executor: "ramping-vus", exec, startVUs: 0, stages };
}

// a summary tells tags apart only where a threshold names them; these hold nothing
const toldApart = endpoints.flatMap((endpoint) => [
  `requests{endpoint:${endpoint}}`,
  `answer_time{endpoint:${endpoint}}`,
  `unexpected{endpoint:${endpoint}}`,
  ...(expectedRefusals[endpoint] ?? []).map((reason) => `refused{endpoint:${endpoint},reason:${reason}}`),
]);

export const options = {
  scenarios: Object.fromEntries(Object.keys(scenarios).map((exec, index, all) => [exec, scenario(exec, index, all)])),
  thresholds: Object.fromEntries(toldApart.map((metric) => [metric, []])),
  summaryTrendStats: ["avg", "med", "p(95)", "p(99)", "max"],
  setupTimeout: "180s",
};

export const setup = prepare;

export const handleSummary = ({ metrics }) => ({ [settings.summaryFile]: JSON.stringify(metrics) });
