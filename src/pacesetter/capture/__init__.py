"""E-mail that members write and get: who with, when and in which thread, never what. Each is classified once."""
