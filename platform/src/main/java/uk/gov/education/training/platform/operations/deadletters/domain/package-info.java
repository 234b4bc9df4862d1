/** The rule that decides whether a dead letter may be replayed. */
@NullMarked
package uk.gov.education.training.platform.operations.deadletters.domain;

import org.jspecify.annotations.NullMarked;
