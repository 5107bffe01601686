import { css } from 'lit'

// That an item is there is said quietly, in the colour of the row's details: the headline says it of all, and what is not there has
// to be seen. A second `--_muted` inside of one would mute it twice.

export const styles = css`
  span[part] {
    display: inline-flex;
    gap: 0.4em;
  }
  .icon {
    margin-block-start: 0.18em;
  }
  .positive .icon {
    color: var(--_positive);
  }
  .caution {
    color: var(--_caution);
  }
  .critical {
    color: var(--_critical);
  }
`
