"""The project library: dossiers, stages and gates, money, factors, problems, opportunities."""
