/** What becomes of a dead letter. */
@NullMarked
package uk.gov.education.training.platform.operations.deadletters.domain;

import org.jspecify.annotations.NullMarked;
