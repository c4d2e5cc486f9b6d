import Link from "next/link";
import type { ReactNode } from "react";

type Other = { question: string; words: string; path: "/sign-in" | "/sign-up"; next: string };

/** Around the two forms: what happens, the form, and the way to the other one. */
export function SigningFrame(props: { title: string; intro: string; other: Other; children: ReactNode }) {
  const { question, words, path, next } = props.other;
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <div>
        <h1 className="mb-3 text-4xl sm:text-5xl">{props.title}</h1>
        <p className="text-lg text-pretty text-ink-soft">{props.intro}</p>
      </div>
      {props.children}
      <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
        {question}
        <Link href={{ pathname: path, query: { next } }} className="link inline-flex min-h-11 items-center font-medium">
          {words}
        </Link>
      </p>
    </div>
  );
}
