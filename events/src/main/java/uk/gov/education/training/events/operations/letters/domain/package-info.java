/** What becomes of a dead letter. */
@NullMarked
package uk.gov.education.training.events.operations.letters.domain;

import org.jspecify.annotations.NullMarked;
