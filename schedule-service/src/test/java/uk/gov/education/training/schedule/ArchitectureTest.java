package uk.gov.education.training.schedule;

import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
