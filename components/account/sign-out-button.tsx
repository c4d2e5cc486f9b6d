"use client";

import { useState } from "react";
import { useTRPCClient } from "../api/api-provider.tsx";
import { faultWords } from "../api/fault-words.ts";
import { tellSigned } from "../live/tab-message.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** Ends the session and starts over with a whole new page, so that nothing of the account is left in this one. */
export function SignOutButton() {
  const client = useTRPCClient();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const signOut = async () => {
    setPending(true);
    setProblem(null);
    try {
      await client.account.signOut.mutate();
      tellSigned();
      window.location.assign("/");
    } catch (error) {
      setProblem(faultWords(error));
      setPending(false);
    }
  };

  return (
    <div className="flex flex-col items-start gap-3">
      <Button pending={pending} onClick={() => void signOut()}>
        {pending ? "Signing out …" : "Sign out"}
      </Button>
      {problem !== null && (
        <Notice tone="wrong" role="alert">
          {problem}
        </Notice>
      )}
    </div>
  );
}
