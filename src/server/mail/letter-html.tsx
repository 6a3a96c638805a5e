import type { CSSProperties } from "react";
import { Body, Button, Container, Head, Heading, Html, Link, Preview, Section, Text } from "react-email";
import type { Letter } from "./letter";
import { FONT, LOOK, type LookToken } from "./look";
import { type Sentence, sentenceText } from "./sentence";

type Property = "background" | "color" | "border-color";

/** The light colour stands on the element itself; the class swaps it where the reader's screen is dark. */
function tinted(...tints: readonly [Property, LookToken][]): { className: string; style: CSSProperties } {
  const inline: Record<Property, keyof CSSProperties> = {
    background: "backgroundColor",
    color: "color",
    "border-color": "borderColor",
  };
  return {
    className: tints.map((tint) => tint.join("-")).join(" "),
    style: Object.fromEntries(tints.map(([property, token]) => [inline[property], LOOK[token][0]])),
  };
}

/** Every tint that an element below has. */
const TINTS: readonly [Property, LookToken][] = [
  ["background", "paper"],
  ["background", "surface"],
  ["background", "accent"],
  ["background", "accent-tint"],
  ["color", "ink"],
  ["color", "ink-soft"],
  ["color", "accent"],
  ["color", "on-accent"],
  ["border-color", "line"],
];
const CSS_NAME = { background: "background-color", color: "color", "border-color": "border-color" } as const;
const DARK_RULES = TINTS.map(
  ([property, token]) => `.${property}-${token}{${CSS_NAME[property]}:${LOOK[token][1]}!important}`,
);
const STYLES = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{background-color:${LOOK.paper[0]}}
@media (prefers-color-scheme: dark){${DARK_RULES.join("")}}`;

/** What was typed by people is kept apart, so that its direction of writing doesn't reach our words. */
const Words = ({ of: sentence }: { of: Sentence }) =>
  sentence.map(({ text, isUntrusted }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once
    isUntrusted ? <bdi key={index}>{text}</bdi> : text,
  );

const ink = tinted(["color", "ink"]);
const soft = tinted(["color", "ink-soft"]);
const paragraphStyle: CSSProperties = { fontSize: 16, lineHeight: "24px", margin: "0 0 16px" };
const smallStyle: CSSProperties = { fontSize: 13, lineHeight: "18px", margin: "0 0 12px" };

/** @param link the button's address, whole */
export function LetterHtml({ letter, link }: { letter: Letter; link: string | null }) {
  const { subject, paragraphs, code, button, footnote } = letter;
  const paper = tinted(["background", "paper"]);
  const card = tinted(["background", "surface"], ["border-color", "line"]);
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <title>{sentenceText(subject)}</title>
        <style>{STYLES}</style>
      </Head>
      {/* Its style would be copied onto a cell without the class, and stay light in the dark. */}
      <Body className={paper.className} style={{ margin: 0 }}>
        <Preview useTitleTag={false}>{sentenceText(paragraphs[0] ?? subject)}</Preview>
        <Section {...paper} style={{ ...paper.style, fontFamily: FONT, padding: "32px 12px" }}>
          <Container style={{ maxWidth: 520 }}>
            <Text {...soft} style={{ ...soft.style, ...smallStyle, fontWeight: 600 }}>
              Parley
            </Text>
            <Section
              {...card}
              style={{
                ...card.style,
                borderStyle: "solid",
                borderWidth: 1,
                borderRadius: 10,
                padding: "28px 28px 16px",
              }}
            >
              <Heading {...ink} style={{ ...ink.style, fontSize: 20, lineHeight: "26px", margin: "0 0 16px" }}>
                <Words of={subject} />
              </Heading>
              {paragraphs.map((paragraph) => (
                <Text key={sentenceText(paragraph)} {...ink} style={{ ...ink.style, ...paragraphStyle }}>
                  <Words of={paragraph} />
                </Text>
              ))}
              {code === undefined ? null : <Code code={code} />}
              {button && link ? <Action label={button.label} link={link} /> : null}
              <Text {...soft} style={{ ...soft.style, ...smallStyle }}>
                <Words of={footnote} />
              </Text>
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

function Code({ code }: { code: string }) {
  const look = tinted(["color", "ink"], ["background", "accent-tint"]);
  const style: CSSProperties = {
    display: "inline-block",
    fontSize: 28,
    lineHeight: "34px",
    fontWeight: 600,
    letterSpacing: "0.2em",
    padding: "8px 16px",
    borderRadius: 6,
    margin: "0 0 20px",
  };
  return (
    <Text {...look} style={{ ...look.style, ...style }}>
      {code}
    </Text>
  );
}

/** One button, and its address as text for programs that show no buttons. */
function Action({ label, link }: { label: string; link: string }) {
  const look = tinted(["color", "on-accent"], ["background", "accent"]);
  const address = tinted(["color", "accent"]);
  return (
    <>
      <Button
        {...look}
        href={link}
        style={{
          ...look.style,
          borderRadius: 6,
          padding: "12px 20px",
          fontSize: 16,
          fontWeight: 600,
          margin: "4px 0 20px",
        }}
      >
        {label}
      </Button>
      <Text {...soft} style={{ ...soft.style, ...smallStyle }}>
        If the button doesn't work, open this address:
        <br />
        <Link
          {...address}
          href={link}
          style={{ ...address.style, wordBreak: "break-all", textDecoration: "underline" }}
        >
          {link}
        </Link>
      </Text>
    </>
  );
}
