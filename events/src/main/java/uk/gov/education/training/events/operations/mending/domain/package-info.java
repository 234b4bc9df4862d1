/** What topics say, and whether what is held agrees. */
@NullMarked
package uk.gov.education.training.events.operations.mending.domain;

import org.jspecify.annotations.NullMarked;
