import type { Result } from "#lib/result.ts";
import type { Session } from "./session.ts";

export type Credentials = { email: string; password: string };

/** A session was made; its cookies belong into the response of the same request. */
export type SignedIn = {
  cookies: string[];
  /** False while the guest's cart and orders are still on their way to the account. */
  arrived: boolean;
};

export interface Accounts {
  /** Makes an account. A guest becomes it and keeps their shopper id, so cart and orders stay where they are. */
  signUp(
    person: Credentials & { name: string },
    guest: Session | null,
    headers: Headers,
  ): Promise<Result<SignedIn, "email_taken" | "already_signed_in">>;
  /** Null when e-mail and password do not fit, whichever of them it is. A guest's cart and orders come along. */
  signIn(credentials: Credentials, guest: Session | null, headers: Headers): Promise<SignedIn | null>;
  /** Ends the session and answers the cookies that take it away. */
  signOut(headers: Headers): Promise<string[]>;
}
