package uk.gov.education.training.providerapi.decisions;

import java.util.Optional;
import uk.gov.education.training.providerapi.documents.ParticipantDocuments;
import uk.gov.education.training.providerapi.domain.declarations.DeclarationOutcome;

/** @param documents the participant's documents after the change; empty if this request changed nothing */
public record DecidedDeclaration(DeclarationOutcome outcome, Optional<ParticipantDocuments> documents) {}
