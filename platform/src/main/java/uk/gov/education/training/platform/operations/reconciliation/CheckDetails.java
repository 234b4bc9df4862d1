package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A check with its mismatches. */
public record CheckDetails(@JsonUnwrapped Check check, List<Mismatch> mismatches) {}
