"use client";

import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import type { useSigning } from "./use-signing.ts";

type Props = {
  signing: ReturnType<typeof useSigning>;
  words: string;
  pendingWords: string;
  children: ReactNode;
};

/** The frame of both forms. It is sent by the page alone, so that no password ever stands in an address. */
export function SigningForm({ signing, words, pendingWords, children }: Props) {
  const { form, notice, errors, problem, pending, submit } = signing;
  return (
    <form ref={form} noValidate method="post" onSubmit={submit} className="flex flex-col gap-5">
      {children}
      {problem !== null && (
        <Notice tone="wrong" role="alert" ref={notice}>
          {problem}
        </Notice>
      )}
      <p role="status" className="sr-only">
        {Object.keys(errors).length > 0 && "Some fields need another look."}
      </p>
      <Button type="submit" look="primary" pending={pending} className="min-h-12">
        {pending ? pendingWords : words}
      </Button>
      <noscript>
        <p className="text-sm">This needs JavaScript.</p>
      </noscript>
    </form>
  );
}
