"""What surrounds the functions: template, packaging, deployment, the embedded AWS."""
