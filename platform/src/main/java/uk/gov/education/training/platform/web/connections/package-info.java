/**
 * What each connection may take of this service: bytes before they are requests, and how long they may be on their way.
 */
@NullMarked
package uk.gov.education.training.platform.web.connections;

import org.jspecify.annotations.NullMarked;
