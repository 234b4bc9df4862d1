package uk.gov.education.training.platform.operations.reconciliation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A consistency check with every mismatch that it has found. */
public record CheckDetails(@JsonUnwrapped Check check, List<Mismatch> mismatches) {}
