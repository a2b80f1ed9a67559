/** Mantine's control for one of a few choices, with its styles. */
import * as Mantine from '@mantine/core';
import { inMantine } from './Mantine.tsx';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';

export const SegmentedControl = inMantine(Mantine.SegmentedControl);
