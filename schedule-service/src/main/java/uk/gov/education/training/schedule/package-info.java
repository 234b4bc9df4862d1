/** The use cases: assign schedules, publish and change contract periods. */
@NullMarked
package uk.gov.education.training.schedule;

import org.jspecify.annotations.NullMarked;
