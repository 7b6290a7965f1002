"""Whole archives: many documents in, one Parquet table a kind of finding out, and what such a folder can answer.

Opens documents through ``luoshi_reading.pipeline`` only; knows neither Django nor the product.
"""
