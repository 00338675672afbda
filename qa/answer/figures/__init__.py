"""Figures: values told, grown, added up."""
