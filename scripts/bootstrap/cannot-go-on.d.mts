export class CannotGoOn extends Error {}
