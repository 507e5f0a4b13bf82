"""Reports: one file per report, all of them found through the catalogue; only reads."""
