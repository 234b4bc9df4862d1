/** The topics, read once more: to tell what a service holds differently, or to put it right. */
@NullMarked
package uk.gov.education.training.events.operations.mending;

import org.jspecify.annotations.NullMarked;
