import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "#server/api/root.ts";
import { ConfirmButton } from "../../ui/confirm-button.tsx";

type Props = {
  members: inferRouterOutputs<AppRouter>["staff"]["list"];
  ownEmail: string | null;
  pending: boolean;
  onTake: (email: string) => void;
};

export function StaffList({ members, ownEmail, pending, onTake }: Props) {
  return (
    <ul aria-label="Staff" className="divide-y divide-rule rounded-xl border border-rule bg-shelf">
      {members.map(({ userId, name, email, role }) => (
        <li key={userId} className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5">
          <div className="min-w-0 flex-1 basis-48">
            <p className="font-medium wrap-anywhere">{name}</p>
            <p className="text-sm wrap-anywhere text-ink-soft">{email}</p>
          </div>
          <p className="sm:w-28">{role}</p>
          <div className="flex justify-end sm:w-44">
            {email === ownEmail ? (
              <p className="text-sm text-ink-soft">This is you</p>
            ) : (
              <ConfirmButton
                words="Take the role away"
                pending={pending}
                title={`Make ${name} a shopper again?`}
                keepWords="Leave it"
                onConfirm={() => onTake(email)}
              >
                {email} does not reach the dashboard any more. Cart, orders and account stay.
              </ConfirmButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
