"""Rules about what one version of OpenAPI has and another has not."""
