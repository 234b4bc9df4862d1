/** Other owners' facts that the rules look at. */
@NullMarked
package uk.gov.education.training.schoolupdates.kafka;

import org.jspecify.annotations.NullMarked;
