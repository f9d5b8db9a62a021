class CertificateNotStored(Exception):
    """The file could not be stored; the transaction of the submission is rolled back."""
