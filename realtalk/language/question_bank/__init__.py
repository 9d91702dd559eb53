"""The wording of all questions and prompts; `realtalk.language.questions` chooses among them."""
