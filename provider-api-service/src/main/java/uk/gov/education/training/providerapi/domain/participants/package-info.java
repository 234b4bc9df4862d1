/** Participants, transfers and unfunded mentors as one lead provider sees them. */
@NullMarked
package uk.gov.education.training.providerapi.domain.participants;

import org.jspecify.annotations.NullMarked;
