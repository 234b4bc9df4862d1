package uk.gov.education.training.funding.domain.contracts;

/** What a contract is called where it is written. */
public enum ContractType {
    ECF,
    ITTECF_ECTP
}
