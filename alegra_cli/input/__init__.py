"""What a person types or hands over: bodies, days, answers to questions, own words."""
