/** Limits connections before they are requests: their number, and the time of their bytes. */
@NullMarked
package uk.gov.education.training.platform.web.connections;

import org.jspecify.annotations.NullMarked;
