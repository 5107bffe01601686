import { css } from 'lit'

export const styles = css`
  .periods {
    display: flex;
    padding: 3px;
    border: 1px solid var(--_hairline-strong);
    border-radius: var(--_radius);
  }
  .period {
    position: relative;
    font-weight: 550;
    cursor: pointer;
  }
  .period input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    min-block-size: 0;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .period span {
    display: grid;
    place-items: center;
    min-block-size: 38px;
    padding-inline: 0.9em;
    border-radius: calc(var(--_radius) - 3px);
  }
  .period :checked + span {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .period :focus-visible + span {
    outline: 2px solid currentColor;
    outline-offset: 2px;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: calc(var(--_gap) / 1.5) var(--_gap);
  }
  .figure {
    display: grid;
    align-content: start;
    gap: 0.15em;
    padding-block-start: 0.8em;
    border-block-start: 1px solid var(--_hairline-strong);
  }
  .main {
    border-block-start: 2px solid currentColor;
  }
  .figure dt {
    font-size: 0.875em;
    font-weight: 600;
  }
  .value {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6em;
    font-size: clamp(1.625em, 1.2em + 1.8cqi, 2.375em);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.025em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 24em), 1fr));
    gap: var(--_gap);
    align-items: start;
  }
  .charts > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_gap);
  }
  .panel {
    padding: 1.25em;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .bar-text {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
    margin-block: 0.9em 0.3em;
    overflow-wrap: anywhere;
  }
  .bar-text b {
    font-weight: 600;
  }
  .bar {
    display: block;
    block-size: 14px;
    overflow: hidden;
    border-radius: 4px;
  }
  .bar:dir(rtl) {
    scale: -1 1;
  }
  .track {
    fill: var(--_surface-strong);
  }
  .fill {
    fill: var(--_accent);
  }
  .panel :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .panel :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .lost .fill {
    fill: var(--_caution);
  }
  .lost, .waiting {
    table-layout: fixed;
  }
  .lost th, .waiting th {
    inline-size: 62%;
    overflow-wrap: anywhere;
  }
  .lost td, .waiting td {
    vertical-align: top;
  }
  /* Of several currencies each has a line where there is no room for more. */
  .amounts {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .lost .bar, .waiting .bar {
    block-size: 6px;
    margin-block-start: 0.35em;
  }
  .trend .line {
    display: block;
    inline-size: 100%;
    block-size: 9em;
    border-block-end: 1px solid var(--_hairline-strong);
  }
  .line:dir(rtl) {
    scale: -1 1;
  }
  .line polyline {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .line .area {
    fill: var(--_surface-strong);
  }
  .most {
    margin-block: 0.7em 0.2em;
    font-weight: 600;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-block-start: 0.3em;
  }
  .tallies {
    margin-block: 0.9em 1.1em;
  }
  .tallies:last-child {
    margin-block-end: 0;
  }
  .tallies > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
    padding-block: 0.35em;
  }
  .tallies dd:nth-of-type(1) {
    font-weight: 600;
  }
  .tallies .small {
    flex: 1 1 100%;
    text-align: end;
  }
  h4 {
    margin: 0;
    font-size: 0.875em;
    font-weight: 600;
  }
  .reasons li {
    display: grid;
    grid-template-columns: minmax(6.5em, auto) minmax(0, 1fr);
    gap: 0 1em;
    padding-block: 0.7em;
    border-block-end: 1px solid var(--_hairline);
  }
  .as-link {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .panel > .quiet {
    margin-block-start: 0.6em;
    padding-inline: 0.6em;
    margin-inline-start: -0.6em;
  }
  details thead th {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  details {
    margin-block-start: 1.1em;
  }
  summary {
    inline-size: fit-content;
    padding-block: 0.6em;
    color: var(--_muted);
    font-size: 0.875em;
    font-weight: 550;
    cursor: pointer;
  }
  .footnote {
    margin-block-start: 0.6em;
  }
  details tbody tr:last-child {
    border-block-end: 0;
  }
  /* In forced colours the filled part of a bar still has to differ from the rest. */
  @media (forced-colors: active) {
    .bar {
      forced-color-adjust: none;
    }
    .track {
      fill: Canvas;
      stroke: CanvasText;
    }
    .fill, .lost .fill {
      fill: CanvasText;
    }
    .period :checked + span {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`
