package uk.gov.education.training.funding.domain.contracts;

/** The type of a contract, as the API names it. */
public enum ContractType {
    ECF,
    ITTECF_ECTP
}
