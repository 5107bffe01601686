import { css } from 'lit'

export const styles = css`
  form {
    max-inline-size: 30em;
    margin-inline: auto;
    padding: clamp(1.25em, 5cqi, 2.25em);
    border: 1px solid var(--_hairline);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
  }
  h2 + p {
    margin-block-start: 0.5em;
  }
`
