import { css } from 'lit'

export const styles = css`
  span[part] {
    display: inline-flex;
    gap: 0.4em;
  }
  .icon {
    margin-block-start: 0.18em;
  }
  .positive {
    color: var(--_positive);
  }
  .caution {
    color: var(--_caution);
  }
  .critical {
    color: var(--_critical);
  }
`
