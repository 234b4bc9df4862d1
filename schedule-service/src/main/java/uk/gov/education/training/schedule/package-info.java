/** Which schedule each training has. The classes of this package are what the service can do. */
@NullMarked
package uk.gov.education.training.schedule;

import org.jspecify.annotations.NullMarked;
