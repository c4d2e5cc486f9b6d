/** From the least trusted to the most. */
export const staffRoles = ["viewer", "merchandiser", "publisher", "admin"] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Who of them may change what belongs to the shop. */
const writingRoles: readonly string[] = ["merchandiser", "publisher", "admin"] satisfies StaffRole[];

export const isStaff = (role: Session["role"]): role is StaffRole => role !== "shopper";
export const mayWrite = (role: Session["role"]): boolean => writingRoles.includes(role);

/** Who is behind a cookie. The shopper id names their cart and history and is never the user id. */
export type Session = {
  userId: string;
  shopperId: string;
  role: "shopper" | StaffRole;
  guest: boolean;
  name: string;
  /** Null for guests, whose address is only a placeholder. */
  email: string | null;
};

export interface Sessions {
  /** The session of the request's cookie, from memory when it was seen a moment ago. */
  find(headers: Headers): Promise<Session | null>;
  /** Makes a guest; the cookies belong into the response of the same request. */
  createGuest(headers: Headers): Promise<{ session: Session; cookies: string[] }>;
  /** Called when the cookie's session may have changed or ended. */
  forget(headers: Headers): Promise<void>;
}
