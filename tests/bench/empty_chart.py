"""The floor under the launch: an empty Streamlit app that shows one Plotly chart."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=[107, 142], y=["Kurser", "Øvrig"], orientation="h")))
