"""plaincrm: a customer's whole story in one YAML file, all customers in one git repository."""

__version__ = "0.1.0"
