/** The timeline of a participant, as provider-api-service answers it. */
@NullMarked
package uk.gov.education.training.platform.operations.timeline;

import org.jspecify.annotations.NullMarked;
