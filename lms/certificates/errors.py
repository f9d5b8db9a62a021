class CertificateNotStored(Exception):
    """The file store didn't take the certificate; nothing of the submission was kept."""
