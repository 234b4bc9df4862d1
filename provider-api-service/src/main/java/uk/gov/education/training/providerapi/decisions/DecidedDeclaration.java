package uk.gov.education.training.providerapi.decisions;

import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome;

/** @param documents the participant's documents after the decision */
public record DecidedDeclaration(DeclarationOutcome outcome, ParticipantDocuments documents) {}
