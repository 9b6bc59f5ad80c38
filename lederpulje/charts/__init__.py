"""One module a figure: a result in, a Plotly figure out. Every text comes from `wording`, every colour from `theme`."""
