/** A metric as a scrape has it. A histogram's three series are one metric. */
export interface ScrapedMetric {
  type: string
  help: string
  samples: { labels: Record<string, string>; value: number }[]
}

/** Prometheus's text format, as far as prom-client writes it. */
export function parseScrape(text: string): Map<string, ScrapedMetric> {
  const metrics = new Map<string, ScrapedMetric>()
  for (const line of text.split('\n')) {
    const [, name = '', help = ''] = /^# HELP (\S+) (.*)$/.exec(line) ?? []
    if (name) metrics.set(name, { type: '', help, samples: [] })
    const [, typed = '', type = ''] = /^# TYPE (\S+) (\w+)$/.exec(line) ?? []
    const metric = metrics.get(typed)
    if (metric) metric.type = type
    if (line === '' || line.startsWith('#')) continue
    const [, series = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    const owner = metrics.get(series) ?? metrics.get(series.replace(/_(bucket|sum|count)$/, ''))
    if (!owner) throw new Error(`of no metric: ${line}`)
    owner.samples.push({ labels: parseLabels(labels), value: Number(value) })
  }
  return metrics
}

function parseLabels(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
}
