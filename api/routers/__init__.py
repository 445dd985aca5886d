"""One router a resource. They translate HTTP and nothing else."""
