import { css } from 'lit'

export const styles = css`
  .button {
    inline-size: 100%;
  }
  .quiet {
    margin-block-start: 0.25em;
  }
  p {
    margin-block-end: 0.5em;
  }
  .sent {
    display: flex;
    justify-content: center;
    gap: 0.4em;
    color: var(--_positive);
    font-weight: 600;
  }
  .icon {
    margin-block-start: 0.18em;
  }
`
