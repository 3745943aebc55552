import { Alert, Button } from "@mantine/core";
import type { ReactNode } from "react";
import {
  type Audience,
  type Blank,
  fallbackFor,
  type MessageTexts,
  replaceVariable,
  type UnknownColumn,
} from "@/lib/campaign-message/columns";
import { type ForeignVariable, replaceForeign } from "@/lib/campaign-message/foreign-variables";
import type { VariableProblems } from "@/lib/campaign-message/checks";
import * as messages from "@/lib/messages/campaign-write";
import { Sentence } from "../../../../../ui/sentence";
import styles from "./write.module.css";

type Fix = (texts: MessageTexts) => Partial<MessageTexts>;
/** Changes the message; undefined if the message cannot be changed here. */
export type OnFix = ((fix: Fix) => void) | undefined;

export type VariableNoticesProps = { problems: VariableProblems; audience: Audience; onFix: OnFix };

/** Shows variables that would be sent unchanged or empty, each with what to write instead. */
export function VariableNotices({ problems, audience, onFix }: VariableNoticesProps) {
  const { foreign, unknown, blanks } = problems;
  return (
    <>
      <Notice title={messages.FOREIGN} count={foreign.length}>
        {foreign.map((found) => (
          <Foreign key={found.written} found={found} onFix={onFix} />
        ))}
      </Notice>
      <Notice title={messages.UNKNOWN} count={unknown.length}>
        {unknown.map((column) => (
          <Unknown key={column.key} column={column} audience={audience} onFix={onFix} />
        ))}
      </Notice>
      <Notice title={messages.MISSING} count={blanks.length}>
        {blanks.map((blank) => (
          <Lacking key={blank.key} blank={blank} onFix={onFix} />
        ))}
      </Notice>
    </>
  );
}

function Notice({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <Alert color="brass" title={title} role="status">
      <ul className={styles.notices}>{children}</ul>
    </Alert>
  );
}

function Foreign({ found, onFix }: { found: ForeignVariable; onFix: OnFix }) {
  const { written, fix } = found;
  const sentence = fix === "" ? messages.foreignWithoutFix : messages.foreign;
  return (
    <li>
      <span>
        <Sentence parts={sentence(<code>{written}</code>)} />
      </span>
      <FixButton
        label={fix === "" ? messages.removeText(written) : messages.writeInstead(fix)}
        run={(texts) => replaceForeign(texts, found)}
        onFix={onFix}
      />
    </li>
  );
}

type UnknownProps = { column: UnknownColumn; audience: Audience; onFix: OnFix };

function Unknown({ column: { name, key, fallback, meant }, audience, onFix }: UnknownProps) {
  const shown = <strong>{name}</strong>;
  const replacement = meant === null ? "" : variable(meant, fallback, audience);
  return (
    <li>
      <span>
        <Sentence
          parts={fallback ? messages.unknownWithFallback(shown, fallback) : messages.unknown(shown)}
        />
      </span>
      <FixButton
        label={meant === null ? messages.removeText(name) : messages.writeInstead(replacement)}
        run={(texts) => replaceVariable(texts, key, () => replacement)}
        onFix={onFix}
      />
    </li>
  );
}

function variable(name: string, fallback: string | null, { recipients, having }: Audience): string {
  const isComplete = having.get(name.toLowerCase()) === recipients;
  return isComplete && fallback === null ? `{{${name}}}` : `{{${name}|${fallback || fallbackFor(name)}}}`;
}

function Lacking({ blank: { name, key, lacking }, onFix }: { blank: Blank; onFix: OnFix }) {
  const fallback = fallbackFor(name);
  const written = `{{${name}|${fallback}}}`;
  const sentence = fallback === "" ? messages.missingWithoutFallback : messages.missing;
  return (
    <li>
      <span>
        <Sentence parts={sentence(lacking, <strong>{name}</strong>, <code>{written}</code>)} />
      </span>
      <FixButton
        label={messages.writeInstead(written)}
        run={(texts) =>
          replaceVariable(texts, key, (field) =>
            field.fallback === null ? `{{${field.name}|${fallback}}}` : `{{${field.name}|${field.fallback}}}`,
          )
        }
        onFix={onFix}
      />
    </li>
  );
}

function FixButton({ label, run, onFix }: { label: string; run: Fix; onFix: OnFix }) {
  if (!onFix) return null;
  return (
    <Button className={styles.fix} variant="default" size="compact-sm" onClick={() => onFix(run)}>
      {label}
    </Button>
  );
}
