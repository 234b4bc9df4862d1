// Draws the charts of the last hour with uPlot. Without this script, the tables below them have the same figures.
import uPlot from '/assets/uPlot.esm.js'

// GOV.UK's palette for charts. The dashes tell the lines apart without colour.
const COLOURS = ['#12436d', '#28a197', '#801650', '#f46a25', '#3d3d3d', '#a285d1', '#2073bc', '#8a7a12']
const DASHES = [[], [7, 3], [2, 3], [10, 3, 2, 3], [1, 3], [5, 5], [12, 4], [3, 6]]
const HEIGHT = 240

const plots = new Map()

function options (chart, width, series) {
  return {
    width,
    height: HEIGHT,
    scales: { y: { range: (_, min, max) => [0, Math.max(1, max ?? 0)] } },
    axes: [{ stroke: '#383f43' }, { stroke: '#383f43', size: 64 }],
    legend: { live: false },
    series: [{}, ...series.map(({ name }, index) => ({
      label: name,
      stroke: COLOURS[index % COLOURS.length],
      dash: DASHES[index % DASHES.length],
      width: 2
    }))]
  }
}

export function drawCharts () {
  for (const chart of document.querySelectorAll('[data-chart]')) {
    const { times, series } = JSON.parse(chart.dataset.chart)
    const data = [times, ...series.map(({ values }) => values)]
    const names = series.map(({ name }) => name).join()
    const target = chart.querySelector('[data-own]')
    const width = target.clientWidth
    const drawn = plots.get(chart.id)
    if (drawn?.names === names && drawn.width === width && target.contains(drawn.plot.root)) {
      drawn.plot.setData(data)
    } else {
      target.replaceChildren()
      plots.set(chart.id, { names, width, plot: new uPlot(options(chart, width, series), data, target) })
    }
  }
}

drawCharts()
document.addEventListener('console-updated', drawCharts)
window.addEventListener('resize', drawCharts)
